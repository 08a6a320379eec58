"""Initiatives: social innovation in one organisation, from idea to what has become normal.

Read `lifecycle` first. Beside it: `data` (what a step asks), `guards` (why not yet), `checks` (what
is wrong in the input), `dates` (what the clock looks at) and `effects` (what a step writes).
"""
