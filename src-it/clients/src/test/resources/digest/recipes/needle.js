// client: npm needle
// from: npm needle
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/needle/package.json')).version"
const needle = require("needle");
const [base, username, password] = process.argv.slice(2);
const options = { username, password, auth: "digest", use_proxy_from_env_var: false };
(async () => {
  await needle("get", base + "/a", options);
  await needle("get", base + "/b", options);
  await needle("post", base + "/c", "x=1", options);
})();
