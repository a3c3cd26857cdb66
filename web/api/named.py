"""The path of an operation of the API → its name in a client, and its tag."""

TAGS: dict[str, str] = {
    "search": "What answers a query, and what helps to ask one.",
    "reports": "One report: all of it, its text, its file, similar ones.",
    "exports": "All that answers a query, to take along.",
    "about": "What describes these addresses.",
}
OPERATIONS: dict[str, tuple[str, str]] = {
    "/api/search": ("search", "search"),
    "/api/flags": ("flags", "search"),
    "/api/suggest": ("suggest", "search"),
    "/api/facets/{name}": ("facetValues", "search"),
    "/api/reports/{id}": ("report", "reports"),
    "/api/reports": ("reportById", "reports"),
    "/api/reports/{id}/similar": ("similarReports", "reports"),
    "/api/reports/similar": ("similarReportsById", "reports"),
    "/texts/{id}": ("text", "reports"),
    "/texts": ("textById", "reports"),
    "/files/{id}": ("file", "reports"),
    "/files": ("fileById", "reports"),
    "/api/compare": ("compare", "reports"),
    "/indicators.json": ("figuresJson", "exports"),
    "/indicators.csv": ("figuresCsv", "exports"),
    "/results.xlsx": ("exportXlsx", "exports"),
    "/results.json": ("exportJson", "exports"),
    "/results.csv": ("exportCsv", "exports"),
    "/results.atom": ("feed", "exports"),
    "/api/openapi.json": ("openapi", "about"),
}
"""Path → the name of its function in a client that a program makes of the document, and its tag.
Names stay: clients call them. `…ById`: for ids that a path cannot carry."""
