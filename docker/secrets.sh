#!/usr/bin/env bash
# Makes the secrets of an installation at its first start, each in a file that only its reader can read. Later starts keep them;
# a Stripe key or webhook secret in the environment replaces the stored one.
set -euo pipefail
umask 077

readonly POSTGRES=999 SERVICE=10001   # the users of the images

random() { head -c 30 /dev/urandom | base64 | tr '+/' '-_'; }

# 43 random digits and their CRC-32, as the services read it (ApiKey).
api_key() {
  local digits=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz key check='' crc=$((0xffffffff)) i bit
  key=$(head -c 1000 /dev/urandom | LC_ALL=C tr -dc 0-9A-Za-z)
  key=${key:0:43}
  for ((i = 0; i < ${#key}; i++)); do
    crc=$((crc ^ $(printf %d "'${key:i:1}")))
    for bit in 1 2 3 4 5 6 7 8; do crc=$((crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1)); done
  done
  crc=$((crc ^ 0xffffffff))
  for i in 1 2 3 4 5 6; do check=${digits:crc % 62:1}$check crc=$((crc / 62)); done
  printf 'osk_%s%s' "$key" "$check"
}

privacy_keys() {
  echo '# Keys of personal data. Without this file they cannot be read: keep a copy, apart from that of the database.'
  echo "search $(head -c 32 /dev/urandom | base64)"
  echo "wrapping-$(date +%F) $(head -c 32 /dev/urandom | base64)"
}

put() { # OWNER FILE VALUE
  printf %s "$3" >"$2.next"
  chown "$1:$1" "$2.next"
  chmod 400 "$2.next"
  mv "$2.next" "$2"
}

shared() { # VALUE FILE OWNER [FILE OWNER]... - the first file keeps the value
  local value=$1 first=$2
  shift
  [ ! -e "$first" ] || value=$(<"$first")
  while [ $# -gt 0 ]; do
    [ -e "$1" ] && [ "$(<"$1")" = "$value" ] || put "$2" "$1" "$value"
    shift 2
  done
}

cd "${SECRETS:-/secrets}"
for reader in *; do chmod 755 "$reader"; done
shared "$(random)" postgres/postgres $POSTGRES
shared "$(random)" postgres/metrics $POSTGRES
shared "$(random)" postgres/backup $POSTGRES
shared "$(random)" postgres/order_saga_migration $POSTGRES \
  migration/event-store.connections.migration.password $SERVICE
shared "$(random)" postgres/order_command $POSTGRES order-command/spring.datasource.password $SERVICE
shared "$(random)" postgres/payment_handler $POSTGRES payment-handler/spring.datasource.password $SERVICE
shared "$(random)" postgres/order_query $POSTGRES order-query/spring.datasource.password $SERVICE

readers() { printf '%s\n' "order-command/$1" $SERVICE "payment-handler/$1" $SERVICE "order-query/$1" $SERVICE; }
shared "$(api_key)" $(readers api-key)
# A key that is added to the first one is passed on to the others.
shared "$(privacy_keys)" $(readers privacy.keys)

stripe=payment-handler/payment-handler.stripe
[ -z "${STRIPE_API_KEY:-}" ] || put $SERVICE "$stripe.api-key" "$STRIPE_API_KEY"
shared "sk_test_$(random)" "$stripe.api-key" $SERVICE
if [ -n "${STRIPE_WEBHOOK_SECRET:-}" ]; then
  # Stripe's own; no simulator gets it.
  put $SERVICE "$stripe.webhook-secrets" "$STRIPE_WEBHOOK_SECRET"
else
  shared "whsec_$(random)" "$stripe.webhook-secrets" $SERVICE stripe-simulator/webhook-secret $SERVICE
fi
