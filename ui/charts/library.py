"""The parts of the charting library that draw here, imported with the first chart, and no others.

`import pyqtgraph` makes every class of Qt, loads trees of parameters, consoles and other processes:
a quarter of a second and 30 MB. So its two outer packages are made here without being run, with
the few names that its drawing parts ask them for (in the releases that `pyproject.toml` allows).
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

_OPTIONS: dict[str, Any] = {
    "useOpenGL": False,
    "leftButtonPan": True,
    "foreground": "d",
    "background": None,
    "antialias": True,
    "exitCleanup": False,  # Qt takes its things down itself.
    "enableExperimental": False,
    "crashWarning": False,
    "mouseRateLimit": 100,
    "imageAxisOrder": "col-major",
    "useCupy": False,
    "useNumba": False,
    "segmentedLineMode": "auto",
}


def _package(name: str, **names: Any) -> ModuleType:
    """A package of the library whose modules can be imported, with these names in it."""
    spec = find_spec(name)
    if not isinstance(spec, ModuleSpec):
        raise ModuleNotFoundError(name=name)
    package = module_from_spec(spec)
    vars(package).update(names)
    sys.modules[name] = package
    return package


def _part(name: str) -> Any:
    return importlib.import_module(f"pyqtgraph.{name}")


def _find_qt(library: ModuleType) -> None:
    """Qt as it is, where the library would make a copy of all names in it."""
    qt: Any = _package(
        "pyqtgraph.Qt",
        QT_LIB="PySide6",
        QtVersion=QtCore.qVersion(),
        QtCore=QtCore,
        QtGui=QtGui,
        QtWidgets=QtWidgets,
        isQObjectAlive=shiboken6.isValid,
    )
    vars(library)["Qt"] = qt
    compat = _part("Qt.compat")
    compat.wrapinstance, compat.voidptr = shiboken6.wrapInstance, shiboken6.VoidPtr
    compat.unwrapinstance = lambda thing: shiboken6.getCppPointer(thing)[0]
    _part("Qt.internals")


_find_qt(_package("pyqtgraph", getConfigOption=_OPTIONS.__getitem__, _connectCleanup=lambda: None))
GraphicsView: Any = _part("widgets.GraphicsView").GraphicsView
GraphicsWidget: Any = _part("graphicsItems.GraphicsWidget").GraphicsWidget
ViewBox: Any = _part("graphicsItems.ViewBox").ViewBox
AxisItem: Any = _part("graphicsItems.AxisItem").AxisItem
BarGraphItem: Any = _part("graphicsItems.BarGraphItem").BarGraphItem
PlotDataItem: Any = _part("graphicsItems.PlotDataItem").PlotDataItem
TextItem: Any = _part("graphicsItems.TextItem").TextItem
