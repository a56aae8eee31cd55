# client: JDK HttpURLConnection 19+, Kerberos
# from: a JDK
# mechanism: Kerberos
# version: test -n "$JAVA_19" && "$JAVA_19" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
"$JAVA_19" -Djava.security.krb5.conf="$KRB5_CONFIG" -Djavax.security.auth.useSubjectCredsOnly=false -cp "$CLASS_PATH" dev.parley.it.clients.UrlConnectionClient "$@"
