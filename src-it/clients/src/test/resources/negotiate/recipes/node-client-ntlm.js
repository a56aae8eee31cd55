// client: npm node-client-ntlm
// from: npm node-client-ntlm
// mechanism: NTLM
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/node-client-ntlm/package.json')).version"
const fs = require("fs");
const { NtlmClient } = require("node-client-ntlm");
const [base, user, password] = process.argv.slice(2);
const client = new NtlmClient();
const step = (options) => client.request(options, user, password, "", "").then((r) => console.log(r.status), console.error);
(async () => {
  await step({ url: base + "/a", method: "GET" });
  await step({ url: base + "/b", method: "GET" });
  await step({ url: base + "/c", method: "POST", body: fs.readFileSync(process.env.BODY, "ascii") });
})();
