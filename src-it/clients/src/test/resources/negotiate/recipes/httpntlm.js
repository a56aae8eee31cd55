// client: npm httpntlm
// from: npm httpntlm
// mechanism: NTLM
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/httpntlm/package.json')).version"
const fs = require("fs");
const { promisify } = require("util");
const httpntlm = require("httpntlm");
const [base, username, password] = process.argv.slice(2);
const send = (method, url, body) =>
  promisify(httpntlm[method])({ url, username, password, workstation: "", domain: "", body }).then(
    (response) => console.log(response.statusCode), console.error);
(async () => {
  await send("get", base + "/a");
  await send("get", base + "/b");
  await send("post", base + "/c", fs.readFileSync(process.env.BODY, "ascii"));
})();
