// client: npm postman-request
// from: npm postman-request
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/postman-request/package.json')).version"
const request = require("postman-request");
const [base, user, pass] = process.argv.slice(2);
const auth = { user, pass, sendImmediately: false };
request({ url: base + "/a", auth }, () =>
  request({ url: base + "/b", auth }, () => request({ method: "POST", url: base + "/c", auth, body: "x=1" }, () => {})));
