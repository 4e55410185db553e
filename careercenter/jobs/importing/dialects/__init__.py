"""One module for each dialect: `fits` says whether a document is in it, `read` gives its feed."""
