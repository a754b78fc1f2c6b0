#!/bin/sh
# An experiment in a language without JSON and without random numbers: a search for a number by halving.
read -r question # {"seed":17,"setting":{"guesses":8}}
number() { printf '%s' "$question" | sed "s/.*\"$1\":\([0-9]*\).*/\1/"; }
seed=$(number seed)
guesses=$(number guesses)

# 1 to 1000, from the seed alone (Lehmer's generator).
hidden=$(((seed * 16807 % 2147483647) * 16807 % 2147483647 % 1000 + 1))
low=1 high=1000 k=0
while [ "$k" -lt "$guesses" ] && [ "$low" -lt "$high" ]; do
  k=$((k + 1))
  guess=$(((low + high) / 2))
  if [ "$hidden" -gt "$guess" ]; then low=$((guess + 1)); else high=$guess; fi
  echo "{\"series\":\"search\",\"cells\":[$k,$((high - low + 1))]}"
done
outcome=lost
[ "$low" -eq "$high" ] && outcome=found
echo "{\"outcome\":\"$outcome\",\"row\":{\"guesses\":$k,\"left\":$((high - low + 1))}}"
