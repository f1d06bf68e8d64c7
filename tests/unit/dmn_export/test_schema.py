"""Every exported programme is valid by the schema of DMN 1.5 that OMG publishes, and under the names of 1.3 by that of 1.3."""

from __future__ import annotations

import pytest
from lxml import etree

from eligibility.api import load_policies
from eligibility.dmn.write.document import xml
from eligibility.dmn.write.program import model_of

from .npm_packages import unpacked

SCHEMAS = {
    "1.5": ("@kie-tools/dmn-marshaller", "10.2.0", "src/schemas/dmn-1_5/DMN15.xsd"),
    "1.3": ("dmn-moddle", "12.2.1", "resources/dmn/xsd/DMN13.xsd"),
}
WHERE = [("320100", "2022-08-01"), ("310101", "2026-11-01")]


@pytest.fixture(scope="module", params=SCHEMAS)
def schema(request):
    package, version, path = SCHEMAS[request.param]
    file = unpacked(package, version, request.config.cache) / path
    return request.param, etree.XMLSchema(etree.parse(str(file)))


@pytest.mark.parametrize(("place", "day"), WHERE)
def test_exported_models_are_valid(place, day, schema):
    version, found = schema
    law = load_policies().at(place=place, on=day).linked
    for number, program in enumerate(law.programs):
        for chinese in (False, True) if number == 0 else (True,):
            text = xml(model_of(law, program.id, chinese=chinese), version=version)
            found.assertValid(etree.fromstring(text.encode()))


def test_the_schema_does_not_take_everything(schema):
    version, found = schema
    law = load_policies().at(place="320100", on="2022-08-01").linked
    text = xml(model_of(law, law.programs[0].id), version=version).replace("<inputData ", "<inputDatum ", 1)
    assert not found.validate(etree.fromstring(text.replace("</inputData>", "</inputDatum>", 1).encode()))
