# client: JDK HttpURLConnection 17, own User-Agent
# from: a JDK
# version: test -n "$JAVA_17" && "$JAVA_17" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
"$JAVA_17" -Dtest.agent=backup-job -cp "$CLASS_PATH" dev.parley.it.clients.UrlConnectionClient "$@"
