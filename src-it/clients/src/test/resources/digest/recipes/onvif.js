// client: npm onvif
// from: npm onvif
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/onvif/package.json')).version"
// requests: 1
const { Cam } = require("onvif");
const [base, username, password] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(base);
new Cam({ hostname, port, path: pathname + "/c", username, password, useWSSecurity: false, timeout: 5000 }, () => {})
  .on("error", () => {});
