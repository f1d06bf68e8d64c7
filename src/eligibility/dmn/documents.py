"""The files of a model: the one asked for and those that it imports, found by their namespace among the files given or beside it (DMN 1.5, 6.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.dmn.items import Document, normal
from eligibility.dmn.xml import Element, load
from eligibility.values.limits import MAX_FILE_BYTES

NAMESPACES: Final = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
SUFFIXES: Final = (".dmn", ".xml")
MAX_DOCUMENTS: Final = 200


@dataclass(slots=True, eq=False)
class Files:
    """Where imported models are looked for. Each file is read once; what is no model is passed over, unless it was given by name."""

    problems: Problems
    given: tuple[Path, ...] = ()
    folder: Path | None = None
    _found: dict[str, Document] = field(default_factory=dict)
    _looked: bool = False

    def __post_init__(self) -> None:
        for path in self.given:
            self._add(read(path, self.problems))

    def document(self, namespace: str) -> Document | None:
        """The document of a namespace. What stands beside the model and cannot be read is passed over."""
        if namespace not in self._found and not self._looked:
            self._looked = True
            for path in self._beside():
                self._add(read(path, Problems()))
        return self._found.get(namespace)

    def _beside(self) -> Iterable[Path]:
        if self.folder is None:
            return ()
        try:
            paths = sorted(p for p in self.folder.iterdir() if p.suffix.lower() in SUFFIXES)
        except OSError:
            return ()
        return paths[:MAX_DOCUMENTS]

    def _add(self, document: Document | None) -> None:
        if document is not None:
            self._found.setdefault(document.namespace, document)


def read(path: Path, problems: Problems) -> Document | None:
    """The document in a file, or None after the problem was noted."""
    data = bytes_of(path, problems)
    return None if data is None else document(str(path), data, problems)


def bytes_of(path: Path, problems: Problems) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        problems.add("file_missing", None, path=path)
    except IsADirectoryError:
        problems.add("file_is_folder", None, path=path)
    except (OSError, ValueError):
        problems.add("file_unreadable", None, path=path)
    return None


def document(name: str, data: bytes, problems: Problems) -> Document | None:
    root = load(name, data, problems)
    if root is None:
        return None
    if root.name != "definitions" or root.namespace not in NAMESPACES:
        known = root.name == "definitions"
        problems.add("dmn_version" if known else "dmn_root", root.span, name=root.namespace if known else root.name)
        return None
    return Document(
        root, root.get("namespace"), normal(root.get("name")), imports(root), language=root.get("expressionLanguage")
    )


def imports(root: Element) -> tuple[tuple[str, str], ...]:
    """Names of imports and their namespaces; in DMN 1.1, where an import has no name, the prefix that is declared for it."""
    out = []
    for element in root.all("import"):
        namespace = element.get("namespace")
        prefix = next((k[6:] for k, v in root.attributes.items() if k.startswith("xmlns:") and v == namespace), "")
        if element.get("importType") in NAMESPACES:
            out.append((normal(element.get("name", prefix)), namespace))
    return tuple(out)


def all_documents(main: Document, files: Files, problems: Problems) -> dict[str, Document]:
    """The documents that the first one reaches through imports, by namespace."""
    found = {main.namespace: main}
    left = [main]
    while left:
        here = left.pop()
        for element in here.root.all("import"):
            namespace = element.get("namespace")
            if element.get("importType") not in NAMESPACES:
                problems.warn("dmn_import_kind", element.of("importType"), name=element.get("importType"))
            elif namespace not in found:
                other = files.document(namespace) if len(found) < MAX_DOCUMENTS else None
                if other is None:
                    problems.add("dmn_import_missing", element.of("namespace"), name=element.get("name", namespace))
                else:
                    found[namespace] = other
                    left.append(other)
    for document in found.values():
        document.sees.update(seen(document, found))
    return found


def seen(document: Document, documents: Mapping[str, Document]) -> dict[str, str]:
    """The namespaces whose names a document may use, each with the name of the import in front of them.

    What is imported without a name counts as the importing document's own, and so comes along wherever that one is imported.
    """
    found = {document.namespace: ""}
    left = [(namespace, name) for name, namespace in document.imports]
    for namespace, through in left:
        if namespace not in found and namespace in documents:
            found[namespace] = through
            left += [(other, through) for name, other in documents[namespace].imports if not name]
    return found
