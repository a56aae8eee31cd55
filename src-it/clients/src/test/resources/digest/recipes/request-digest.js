// client: npm request-digest
// from: npm request-digest
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/request-digest/package.json')).version"
const [base, user, password] = process.argv.slice(2);
const client = require("request-digest")(user, password);
const { hostname, port, pathname } = new URL(base);
const send = (method, step, more) =>
  client.requestAsync({ host: "http://" + hostname, port, path: pathname + "/" + step, method, excludePort: false, ...more });
send("GET", "a").then(() => send("GET", "b")).then(() => send("POST", "c", { body: "x=1" }));
