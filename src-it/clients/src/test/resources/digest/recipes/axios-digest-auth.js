// client: npm @mhoc/axios-digest-auth
// from: npm @mhoc/axios-digest-auth
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/@mhoc/axios-digest-auth/package.json')).version"
const AxiosDigestAuth = require("@mhoc/axios-digest-auth").default;
const [base, username, password] = process.argv.slice(2);
const client = new AxiosDigestAuth({ username, password });
(async () => {
  await client.request({ method: "GET", url: base + "/a" });
  await client.request({ method: "GET", url: base + "/b" });
  await client.request({ method: "POST", url: base + "/c", data: "x=1" });
})();
