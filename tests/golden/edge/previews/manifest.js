briefbookPreviews.manifest({"firsts":["actors/c-and-a.html"]});
