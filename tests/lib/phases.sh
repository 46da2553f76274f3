# Sourced by run.sh and extended.sh: runs phases, counts their tests, and says how long each took.
#
# A phase's output goes to a log and is shown only where it failed. A phase that prints a summary
# that we know (cargo, node, or "N passed, M failed") counts as its tests, any other as one.

passed=0
failed=0
started=$(date +%s)
logs="$root/target/test-logs"
mkdir -p "$logs"

# Sums of the summaries in the log $1: "PASSED FAILED".
count_tests() {
    awk '
        /^test result: / {
            for (i = 2; i <= NF; i++) {
                if ($i == "passed;") p += $(i - 1)
                if ($i == "failed;") f += $(i - 1)
            }
        }
        /^(#|ℹ) pass [0-9]+$/ { p += $3 }
        /^(#|ℹ) fail [0-9]+$/ { f += $3 }
        /^[0-9]+ passed, [0-9]+ failed$/ {
            for (i = 1; i <= NF; i++) {
                if ($i == "passed,") p += $(i - 1)
                if ($i == "failed") f += $(i - 1)
            }
        }
        END { print p + 0, f + 0 }
    ' "$1"
}

# phase NAME COMMAND...
phase() {
    name=$1
    shift
    log="$logs/$(printf %s "$name" | tr -c 'A-Za-z0-9\n' -).log"
    from=$(date +%s)
    if ("$@") >"$log" 2>&1; then status=0; else status=$?; fi
    took=$(($(date +%s) - from))
    # Unquoted on purpose: two words.
    # shellcheck disable=SC2046
    set -- $(count_tests "$log")
    good=$1
    bad=$2
    if [ "$status" -eq 0 ] && [ "$bad" -eq 0 ]; then
        [ "$good" -eq 0 ] && good=1
        printf 'ok      %-44s %5d s  %6d\n' "$name" "$took" "$good"
    else
        [ "$bad" -eq 0 ] && bad=1
        printf 'FAILED  %-44s %5d s  %6d, %d failed; the end of %s:\n' \
            "$name" "$took" "$good" "$bad" "$log"
        tail -n "${TAIL:-60}" "$log" | sed 's/^/    /'
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
}

# The closing line; its status is that of the whole run.
finish() {
    echo "$(($(date +%s) - started)) s in all"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
