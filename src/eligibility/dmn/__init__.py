"""Decision models in OMG's notation: `read_model(path).run(facts)` decides with models of DMN 1.1 to 1.5 from elsewhere, by the semantics of 1.5.

In reading order: `xml` (positioned elements), `documents` (files and imports), `items` (item definitions), `types` (what a value must be), `expressions`
(boxed expressions, their FEEL parsed), `order`, `read` (one graph of all that), then `tables` (hit policies), `boxed` (values), `run` (decisions in order),
`facts` and `inputs` (what goes in), `results` and `reasons` (what comes out), `decide` (the door); `model` holds the records between them. `write` is the
way back: a programme as a model.
"""

from __future__ import annotations

from eligibility.dmn.decide import Model, read_model
from eligibility.dmn.model import ModelError
from eligibility.dmn.reasons import Reason
from eligibility.dmn.results import Results

__all__ = ["Model", "ModelError", "Reason", "Results", "read_model"]
