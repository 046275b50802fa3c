document.documentElement.dataset["fala"] = "loaded";
