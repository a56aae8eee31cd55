// client: npm urllib
// from: npm urllib
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/urllib/package.json')).version"
import { request } from "urllib";
const [base, user, password] = process.argv.slice(2);
const digestAuth = user + ":" + password;
await request(base + "/a", { digestAuth });
await request(base + "/b", { digestAuth });
await request(base + "/c", { digestAuth, method: "POST", content: "x=1" });
