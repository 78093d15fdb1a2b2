#!/usr/bin/env bash
# Makes the secrets of an installation at its first start, each in a file that only its reader can read. Later starts keep them;
# a Stripe key or webhook secret in the environment replaces the stored one.
set -euo pipefail
umask 077

readonly POSTGRES=999 SERVICE=10001   # the users of the images

random() { head -c 30 /dev/urandom | base64 | tr '+/' '-_'; }

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

stripe=payment-handler/payment-handler.stripe
[ -z "${STRIPE_API_KEY:-}" ] || put $SERVICE "$stripe.api-key" "$STRIPE_API_KEY"
shared "sk_test_$(random)" "$stripe.api-key" $SERVICE
[ -z "${STRIPE_WEBHOOK_SECRET:-}" ] || put $SERVICE "$stripe.webhook-secrets" "$STRIPE_WEBHOOK_SECRET"
shared "whsec_$(random)" "$stripe.webhook-secrets" $SERVICE stripe-simulator/webhook-secret $SERVICE
