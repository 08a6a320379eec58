"""Reference lists, words in two languages and ids: what everything else may lean on."""
