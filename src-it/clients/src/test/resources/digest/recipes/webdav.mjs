// client: npm webdav
// from: npm webdav
// version: node -p "JSON.parse(require('fs').readFileSync('node_modules/webdav/package.json')).version"
// post: no
import { AuthType, createClient } from "webdav";
const [base, username, password] = process.argv.slice(2);
const client = createClient(base, { authType: AuthType.Digest, username, password });
await client.getFileContents("/a");
await client.getFileContents("/b");
