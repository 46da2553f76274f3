briefbookPreviews.manifest({"firsts":["actors/baykar.html"]});
