#!/bin/sh
# A Postfix log through `smtpref explain --summary`, beside pflogsumm (if it is installed) and `grep -c` on the same file, and replies
# through `--lines`. Prints processor time, the largest memory, and the ratios.
#
#   benches/summary.sh [MEGABYTES]
#
# The log is made up: of a hundred messages 93 arrive, 4 are refused by a receiver, and 3 are refused by the server itself.
set -eu

size=${1:-100}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --manifest-path "$root/Cargo.toml"
program="${CARGO_TARGET_DIR:-$root/target}/release/smtpref"

awk -v size="$size" '
function id(   text, place) {
    text = ""
    for (place = 0; place < 10; place++) text = text substr("0123456789ABCDEF", 1 + int(rand() * 16), 1)
    return text
}
BEGIN {
    srand(7)
    split("example.net example.org firma.test kunden.example", domains, " ")
    refusals[1] = "5.1.1|bounced|550 5.1.1 <TO>: Recipient address rejected: User unknown in virtual mailbox table|RCPT TO"
    refusals[2] = "4.2.2|deferred|452 4.2.2 <TO>: The mailbox is full, try again later|RCPT TO"
    refusals[3] = "5.7.1|bounced|554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org|RCPT TO"
    refusals[4] = "4.7.0|deferred|421 4.7.0 [TSS04] Messages from 198.51.100.7 temporarily deferred due to user complaints|MAIL FROM"
    for (written = 0; written < size * 1000000; number++) {
        second = int(number * 0.9)
        stamp = sprintf("Jun %2d %02d:%02d:%02d mail ", 1 + int(second / 86400) % 28, int(second / 3600) % 24, int(second / 60) % 60, second % 60)
        queue = id(); domain = domains[1 + int(rand() * 4)]
        host = "mx." domain "[192.0.2." (1 + int(rand() * 250)) "]"
        to = "user" int(rand() * 60000) "@" domain
        text = stamp "postfix/smtpd[4711]: connect from " host "\n" \
            stamp "postfix/smtpd[4711]: " queue ": client=" host "\n" \
            stamp "postfix/cleanup[4712]: " queue ": message-id=<" id() "@" domain ">\n" \
            stamp "postfix/qmgr[77]: " queue ": from=<news@" domain ">, size=" int(rand() * 90000) ", nrcpt=1 (queue active)\n" \
            stamp "postfix/smtpd[4711]: disconnect from " host " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5\n"
        sent = stamp "postfix/smtp[4713]: " queue ": to=<" to ">, relay=" host ":25, delay=1.2, delays=0.1/0.02/0.9/0.18, dsn="
        chance = rand()
        if (chance < 0.93) {
            text = text sent "2.0.0, status=sent (250 2.0.0 Ok: queued as " id() ")\n" stamp "postfix/qmgr[77]: " queue ": removed\n"
        } else if (chance < 0.97) {
            split(refusals[1 + int(rand() * 4)], part, "|")
            sub(/TO>/, to ">", part[3])
            text = text sent part[1] ", status=" part[2] " (host " host " said: " part[3] " (in reply to " part[4] " command))\n"
        } else {
            text = text stamp "postfix/smtpd[4711]: NOQUEUE: reject: RCPT from " host ": 450 4.7.1 <x>: Helo command rejected: Host not found; from=<a@" domain "> to=<" to "> proto=ESMTP helo=<x>\n"
        }
        printf "%s", text
        written += length(text)
    }
}' > "$work/mail.log"
grep -E "status=(bounced|deferred)" "$work/mail.log" | sed 's/.* said: //' |
    awk '{ replies[NR] = $0 } END { for (line = 0; line < 200000; line++) print replies[1 + line % NR] }' > "$work/replies"

# measured NAME COMMAND...: the best of three. Its output goes to a file, for grep stops early where nobody reads.
measured() {
    name=$1
    shift
    best=
    for _ in 1 2 3; do
        told=$( { bash -c 'TIMEFORMAT="%U %S"; time "$@" > "$0"' "$work/out" "$@"; } 2>&1 | awk 'END { print $1 + $2 }')
        best=$(echo "${best:-$told} $told" | awk '{ print ($1 < $2) ? $1 : $2 }')
    done
    echo "$name $best" >> "$work/times"
}

measured grep grep -c status=bounced "$work/mail.log"
measured smtpref "$program" explain --summary "$work/mail.log"
measured lines "$program" explain --lines "$work/replies"
command -v pflogsumm > /dev/null 2>&1 && measured pflogsumm pflogsumm "$work/mail.log"

lines=$(wc -l < "$work/replies")
awk -v lines="$lines" '
    { seconds[$1] = $2; printf "%-10s %8.2f s of the processor\n", $1, $2 }
    END {
        if (seconds["grep"] > 0) printf "smtpref takes %.1f times as long as grep -c\n", seconds["smtpref"] / seconds["grep"]
        if (seconds["pflogsumm"] > 0) printf "pflogsumm takes %.1f times as long as smtpref\n", seconds["pflogsumm"] / seconds["smtpref"]
        printf "%.0f replies a second through --lines\n", lines / seconds["lines"]
    }' "$work/times"
"$program" explain --summary "$work/mail.log" > /dev/null &
child=$!
most=0
while [ -r "/proc/$child/status" ]; do
    now=$(awk '/^VmHWM/ { print $2 }' "/proc/$child/status" 2> /dev/null || true)
    [ -n "$now" ] && [ "$now" -gt "$most" ] && most=$now
    sleep 0.01
done
wait "$child"
echo "at most $most KB of memory"
