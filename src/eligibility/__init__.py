"""Declarative social-assistance rules, decided and explained article by article."""
