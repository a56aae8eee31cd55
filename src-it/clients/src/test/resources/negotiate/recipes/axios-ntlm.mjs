// client: npm axios-ntlm
// from: npm axios-ntlm
// mechanism: NTLM
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/axios-ntlm/package.json')).version"
import fs from "fs";
import { NtlmClient } from "axios-ntlm";
const [base, username, password] = process.argv.slice(2);
const client = NtlmClient({ username, password, domain: "" }, { proxy: false });
const say = (promise) => promise.then((response) => console.log(response.status), (e) => console.log(e.message));
await say(client.get(base + "/a"));
await say(client.get(base + "/b"));
await say(client.post(base + "/c", fs.readFileSync(process.env.BODY)));
