# client: JDK HttpURLConnection 19+, own User-Agent
# from: a JDK
# version: test -n "$JAVA_19" && "$JAVA_19" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
"$JAVA_19" -Dtest.agent=backup-job -cp "$CLASS_PATH" dev.parley.it.clients.UrlConnectionClient "$@"
