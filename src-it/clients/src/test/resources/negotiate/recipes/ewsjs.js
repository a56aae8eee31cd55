// client: npm @ewsjs/ntlm-client
// from: npm @ewsjs/ntlm-client
// mechanism: NTLM
// note: its request() does not find the headers of a response of Node.js 16 and later
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/@ewsjs/ntlm-client/package.json')).version"
const fs = require("fs");
const send = require("@ewsjs/ntlm-client/lib/ntlmrequest");
const [base, username, password] = process.argv.slice(2);
const step = (method, uri, body) =>
  send({ uri, method, username, password, workstation: "", target: "", request: body ? { body } : {} }).then(
    (answer) => console.log(answer.response.statusCode), console.error);
(async () => {
  await step("GET", base + "/a");
  await step("GET", base + "/b");
  await step("POST", base + "/c", fs.readFileSync(process.env.BODY, "ascii"));
})();
