"""One module for each dialect, which gives it as DIALECT: `fits` says whether a document is in it, `read` gives its feed."""
