"""Compiles plan.typ in this process and prints the seconds that the call took.

    compile_typst.py TYPST_FOLDER PLAN.typ CELLS.txt FONT_FOLDER OUT.pdf
"""

import os
import sys
import time

folder, source, words, fonts, out = sys.argv[1:]
sys.path.insert(0, folder)

import typst

begin = time.perf_counter()
typst.compile(source, output=out, root="/", font_paths=[fonts], ignore_system_fonts=True, sys_inputs={"cells": os.path.abspath(words)})
print(time.perf_counter() - begin)
