"""Keeps the translations in step with the code: `python -m tests.catalogs [--update]`.

code.py      the sentences in handlers/, and the facts they are given
files.py     the catalogs: read them, write them anew
check.py     what is wrong with them
"""
