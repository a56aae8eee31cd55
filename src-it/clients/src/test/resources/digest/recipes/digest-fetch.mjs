// client: npm digest-fetch
// from: npm digest-fetch
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/digest-fetch/package.json')).version"
import * as all from "digest-fetch";
const DigestClient = all.default?.default ?? all.default ?? all.DigestClient;
const [base, user, password] = process.argv.slice(2);
const client = new DigestClient(user, password);
await client.fetch(base + "/a");
await client.fetch(base + "/b");
await client.fetch(base + "/c", { method: "POST", body: "x=1" });
