# golden: code dis out
"""importlib: finders and loaders of a program's own, modules made from strings, reloading, what sys knows of it all."""
import sys

print([finder.__name__ for finder in sys.meta_path])

import importlib
import importlib.abc
import importlib.machinery
import importlib.util

print([finder.__name__ for finder in sys.meta_path], sys.meta_path[0] is importlib.machinery.BuiltinImporter)
print(type(sys.__spec__) is importlib.machinery.ModuleSpec, sys.__loader__, sys.__spec__.origin)

SOURCES = {
    "greek": "letters = ['alpha', 'beta']\nfrom . import digits\n",
    "greek.digits": "import greek\nVALUES = [1, 2]\nprint('digits of', __package__, __name__, __spec__.parent)\n",
    "broken": "before = 1\n1 / 0\n",
    "unfinished": "from unfinished import later\nlater = 1\n",
    "wrong": "def f(:\n",
}


class StringImporter(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Modules whose source is in a dict."""

    def find_spec(self, name, path, target=None):
        print("asked for", name, path is not None, target is not None)
        if name not in SOURCES:
            return None
        is_package = any(other.startswith(name + ".") for other in SOURCES)
        return importlib.util.spec_from_loader(name, self, is_package=is_package)

    def get_source(self, name):
        return SOURCES[name]

    def is_package(self, name):
        return any(other.startswith(name + ".") for other in SOURCES)


finder = StringImporter()
sys.meta_path.insert(0, finder)

import greek
import greek.digits as again

print(greek.letters, again.VALUES, greek.digits is again, greek.__path__)
print(greek.__loader__ is finder, greek.__spec__.submodule_search_locations)

for name in ("broken", "unfinished", "wrong", "nowhere", "greek.nowhere", "greek.digits.deep"):
    try:
        importlib.import_module(name)
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", None), name in sys.modules)


def import_broken():
    import broken


try:
    import_broken()
except ZeroDivisionError as error:
    trace = error.__traceback__
    while trace:
        print(trace.tb_frame.f_code.co_name, trace.tb_lineno)
        trace = trace.tb_next

SOURCES["greek.digits"] = "VALUES = [3]\n"
print(importlib.reload(again) is again, again.VALUES)

sys.meta_path.remove(finder)
print(importlib.util.find_spec("other"), str(greek)[:42], importlib.util.find_spec("itertools").loader is sys.meta_path[0])


class Refusing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "colorsys":
            raise ImportError("no colours", name=name)


sys.meta_path.insert(0, Refusing)
try:
    import colorsys
except ImportError as error:
    print(error, error.name)
sys.meta_path.pop(0)
import colorsys

print(type(colorsys.__spec__).__name__, colorsys.__spec__.name, type(colorsys.__loader__).__name__)
print(colorsys.__loader__.is_package("colorsys"), colorsys.__loader__.get_source("colorsys")[:14])

spec = importlib.machinery.ModuleSpec("by_hand", None)
module = importlib.util.module_from_spec(spec)
print(module, spec, spec.has_location, spec.cached, spec.parent)
spec = importlib.util.spec_from_file_location("elsewhere", "/nowhere/elsewhere.py")
print(spec.name, spec.origin, spec.has_location, spec.cached, spec.loader.path)
try:
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
except OSError as error:
    print(type(error).__name__, error.filename)
print(importlib.util.cache_from_source("/a/b.py"), importlib.util.source_from_cache("/a/__pycache__/b.cpython-39.pyc"))
print(importlib.util.resolve_name("..c", "a.b"), importlib.util.MAGIC_NUMBER)


class Lazy(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.value = 42


loader = importlib.util.LazyLoader(Lazy())
spec = importlib.util.spec_from_loader("lazy", loader)
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)
print(type(module).__name__, module.value, type(module).__name__)


def hook(path):
    print("hook for", path)
    if path != "strings://":
        raise ImportError
    return Entries()


class Entries:
    def find_spec(self, name, target=None):
        return importlib.util.spec_from_loader(name, Lazy()) if name == "by_entry" else None


sys.path_hooks.append(hook)
sys.path.append("strings://")
import by_entry

print(by_entry.value, by_entry.__spec__.name, type(sys.path_importer_cache["strings://"]).__name__)
sys.path.remove("strings://")
sys.path_hooks.remove(hook)
sys.modules["halted"] = None
try:
    import halted
except ImportError as error:
    print(error)
