/** The page at `/docs`: the API reference, from this server's own files. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Waypost API</title>
</head>
<body>
<div id="reference"></div>
<script src="/assets/scalar.js"></script>
<script src="/assets/docs.js"></script>
</body>
</html>
`;
