// client: npm axios-digest
// from: npm axios-digest
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/axios-digest/package.json')).version"
const AxiosDigest = require("axios-digest").default;
const [base, user, password] = process.argv.slice(2);
const client = new AxiosDigest(user, password);
(async () => {
  await client.get(base + "/a");
  await client.get(base + "/b");
  await client.post(base + "/c", "x=1");
})();
