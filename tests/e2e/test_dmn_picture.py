"""The diagram of an exported model as dmn-js draws it in a browser: everything is there, nothing lies over anything else, every name fits its shape.

The picture in the documentation is made here: `pytest tests/e2e/test_dmn_picture.py --regenerate`. It carries a digest of the diagram that it shows, so that
one which is out of date is seen. dmn-js knows the names of DMN 1.3 only; the model is drawn under them (`--dmn 1.3`), otherwise unchanged.
"""

from __future__ import annotations

import html
import json
import re
import struct
import subprocess
import zlib
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest
from tests.unit.dmn_export.npm_packages import program, unpacked

from eligibility.cli.main import main

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "reference" / "minimum_income.dmn.png"
COMMAND = ("dmn", "export", "minimum_income", "--place", "320100", "--on", "2022-08-01", "--names", "zh")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--hide-scrollbars", "--virtual-time-budget=15000",
)  # fmt: skip
MARGIN = 40
KEY = b"diagram\0"

PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="{dist}/assets/diagram-js.css">
<link rel="stylesheet" href="{dist}/assets/dmn-js-shared.css">
<link rel="stylesheet" href="{dist}/assets/dmn-js-drd.css">
<link rel="stylesheet" href="{dist}/assets/dmn-font/css/dmn-embedded.css">
<style>html, body, #canvas {{ height: 100%; margin: 0; background: #fff }}</style>
<div id="canvas"></div><pre id="found" hidden></pre>
<script src="{dist}/dmn-navigated-viewer.production.min.js"></script>
<script>
const found = (told) => {{ document.getElementById("found").textContent = JSON.stringify(told); }};
(async () => {{
  const viewer = new DmnJS({{ container: "#canvas" }});
  try {{
    const {{ warnings }} = await viewer.importXML({xml});
    const drawing = viewer.getActiveViewer(), canvas = drawing.get("canvas");
    const {{ outer, inner }} = canvas.viewbox();
    canvas.viewbox({{ x: 0, y: 0, width: outer.width, height: outer.height }});
    const shapes = [];
    drawing.get("elementRegistry").forEach((e, drawn) => {{
      if (!e.businessObject || e.width === undefined) return;
      const text = drawn.querySelector("text").getBBox();
      shapes.push({{ id: e.id, box: [e.x, e.y, e.width, e.height], text: [text.x, text.y, text.width, text.height], said: drawn.textContent.trim() }});
    }});
    found({{ warnings: warnings.map(String), view: viewer.getActiveView().type, views: viewer.getViews().length, shapes,
             size: [inner.x + inner.width, inner.y + inner.height] }});
  }} catch (failure) {{ found({{ failure: String(failure) }}); }}
}})();
</script>
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> str:
    """The model under the names that dmn-js knows."""
    file = tmp_path_factory.mktemp("dmn") / "model.dmn"
    assert main([*COMMAND, "--dmn", "1.3", "-o", str(file)]) == 0
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(model, tmp_path_factory, request) -> Path:
    dist = unpacked("dmn-js", "17.10.2", request.config.cache) / "dist"
    file = tmp_path_factory.mktemp("page") / "index.html"
    file.write_text(PAGE.format(dist=dist.as_uri(), xml=json.dumps(model)), encoding="utf-8")
    return file


def browse(page: Path, *more: str) -> str:
    command = [
        program("chromium", "chromium-browser", "google-chrome"),
        *FLAGS,
        f"--user-data-dir={page.parent}/profile",
    ]
    done = subprocess.run([*command, *more, page.as_uri()], capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def drawn(page) -> dict:
    text = re.search(r'<pre id="found"[^>]*>(.*?)</pre>', browse(page, "--dump-dom"), re.DOTALL)
    assert text is not None
    return json.loads(html.unescape(text[1]))


def shown(model: str) -> set[str]:
    """The elements in the first diagram."""
    first = model.partition("<dmndi:DMNDiagram ")[2].partition("</dmndi:DMNDiagram>")[0]
    return set(re.findall(r'<dmndi:DMNShape id="[^"]*" dmnElementRef="([^"]*)"', first))


def test_dmn_js_opens_the_model_and_draws_all_of_its_first_diagram(model, drawn):
    assert drawn.get("failure") is None
    assert drawn["warnings"] == []
    assert drawn["view"] == "drd"
    assert drawn["views"] > 30  # the diagram, and one for each decision and function that dmn-js can show by itself
    assert {s["id"] for s in drawn["shapes"]} == shown(model)


def test_no_shape_lies_over_another_and_every_name_is_inside_its_shape(drawn):
    assert len(drawn["shapes"]) > 20
    for one, other in combinations(drawn["shapes"], 2):
        assert apart(one["box"], other["box"]), (one["said"], other["said"])
    for shape in drawn["shapes"]:
        x, y, width, height = shape["text"]
        assert x >= 0, shape["said"]
        assert y >= 0, shape["said"]
        assert x + width <= shape["box"][2] + 1, shape["said"]
        assert y + height <= shape["box"][3] + 1, shape["said"]


def apart(a: list[float], b: list[float]) -> bool:
    return a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] or a[1] + a[3] <= b[1] or b[1] + b[3] <= a[1]


# ---- the picture in the documentation


def digest(model: str) -> bytes:
    """Of what is drawn: the names and the first diagram."""
    names = re.findall(r'<(?:decision|inputData|businessKnowledgeModel) id="[^"]*" name="([^"]*)"', model)
    first = model.partition("<dmndi:DMNDiagram ")[2].partition("</dmndi:DMNDiagram>")[0]
    return sha256("\n".join((*names, first)).encode()).hexdigest().encode()


def chunks(png: bytes):
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def with_note(png: bytes, note: bytes) -> bytes:
    """The picture with a text after its header (PNG, 11.3.4.3)."""
    end = 8 + 12 + struct.unpack(">I", png[8:12])[0]
    body = b"tEXt" + KEY + note
    return png[:end] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + png[end:]


def test_the_picture_in_the_documentation_shows_the_diagram_of_today(model, page, drawn, tmp_path, regenerate):
    width, height = ((int(n) + MARGIN) // 2 * 2 for n in drawn["size"])
    made = tmp_path / "picture.png"
    browse(page, f"--window-size={width},{height}", "--force-device-scale-factor=1.5", f"--screenshot={made}")
    png = made.read_bytes()
    size = struct.unpack(">II", next(data for kind, data in chunks(png) if kind == b"IHDR")[:8])
    assert size == (width * 3 // 2, height * 3 // 2)
    assert len(png) > 50_000  # an empty page of this size has a few thousand bytes
    if regenerate:
        PICTURE.write_bytes(with_note(png, digest(model)))
    notes = [
        data.removeprefix(KEY)
        for kind, data in chunks(PICTURE.read_bytes())
        if kind == b"tEXt" and data.startswith(KEY)
    ]
    assert notes == [digest(model)]
