"""
A posting's text read into facts: pure functions, no database.

A text is read by the vocabulary's names (`careercenter.vocabulary.reading`) and by the ways in which postings say
things. What a text does not say stays None or empty; a figure or a word that could mean something else is left alone.
"""
