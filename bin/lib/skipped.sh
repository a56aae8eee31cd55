# Bash functions for bin/verify: name the tests that were skipped, so that none is in silence.
# Source it with the working directory at the top of the project.

# skipped_list SINCE: of the reports that are newer than the file SINCE, each reason once, with how
# many tests it kept from running and the first of them. Writes nothing where all ran.
skipped_list() {
  find . -path '*/target/*-reports/TEST-*.xml' -newer "$1" -exec awk '
    /<testcase / {
      name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name); sub(/[({[].*/, "", name)
      class = $0; sub(/.* classname="/, "", class); sub(/".*/, "", class); sub(/.*\./, "", class)
      test = name == "" || name == class ? class : class "." name
    }
    /<skipped/ {
      why = $0
      # an assumption stands in the stack trace, the text of @Disabled in an attribute
      if (!sub(/.*TestAbortedException: /, "", why) && !sub(/.* message="/, "", why)) {
        why = "no reason given"
      }
      sub(/".*/, "", why); sub(/\]\]>.*/, "", why)
      sub(/^Assumption failed: /, "", why); sub(/^assumption is not true$/, "no reason given", why)
      gsub(/&quot;/, "\"", why); gsub(/&lt;/, "<", why); gsub(/&gt;/, ">", why); gsub(/&amp;/, "\\&", why)
      print why "\t" test
    }' {} + | sort | awk -F '\t' '
    $1 != why { flush(); why = $1; count = 0; named = 0; tests = ""; last = "" }
    { count++ }
    $2 != last { last = $2; if (named++ < 5) tests = tests (named == 1 ? "" : ", ") $2 }
    END { flush() }
    function flush() {
      if (named > 5) tests = tests ", and others"
      if (count) printf "  %3d  %s: %s\n", count, why, tests
    }'
}
