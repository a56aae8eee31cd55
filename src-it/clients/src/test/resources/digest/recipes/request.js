// client: npm request
// from: npm request
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/request/package.json')).version"
const request = require("request");
const [base, user, pass] = process.argv.slice(2);
const auth = { user, pass, sendImmediately: false };
request({ url: base + "/a", auth }, () =>
  request({ url: base + "/b", auth }, () => request({ method: "POST", url: base + "/c", auth, body: "x=1" }, () => {})));
