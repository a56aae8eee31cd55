// client: npm http-digest-client
// from: npm http-digest-client
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/http-digest-client/package.json')).version"
// post: no
const [base, user, password] = process.argv.slice(2);
const client = require("http-digest-client")(user, password);
const { hostname, port, pathname } = new URL(base);
const get = (step) =>
  new Promise((done) =>
    client.request({ host: hostname, port, path: pathname + "/" + step, method: "GET", headers: {} }, (response) => {
      response.on("data", () => {});
      response.on("end", done);
    }));
get("a").then(() => get("b"));
