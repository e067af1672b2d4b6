#!/bin/sh
# Runs the service on WildFly until TERM, then lets it drain. README.md beside this file tells how, and all variables.
#
#   start.sh WILDFLY WAR     WILDFLY is the folder of a WildFly that configure.cli has configured
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=../drain.sh
. "$here/../drain.sh"

if [ $# -ne 2 ] || [ ! -d "$1" ] || [ ! -f "$2" ]; then
  echo "usage: $0 wildfly-folder acmecrm-integration.war" >&2
  exit 64
fi
wildfly=$1
war=$(CDPATH='' cd -- "$(dirname -- "$2")" && pwd)/$(basename -- "$2")

# All that is written, new with each start.
work=$(mktemp -d "${TMPDIR:-/tmp}/acmecrm.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/standalone" "$work/standalone/configuration" "$work/standalone/deployments"
for file in "$wildfly"/standalone/configuration/*; do
  # Without its history of itself.
  [ -d "$file" ] || cp "$file" "$work/standalone/configuration/"
done
# Without what was deployed in another way, whose content is not copied, either.
sed '/<deployments>/,/<\/deployments>/d' "$wildfly/standalone/configuration/standalone.xml" \
  >"$work/standalone/configuration/standalone.xml"
ln -s "$war" "$work/standalone/deployments/acmecrm-integration.war"
export ACMECRM_DRAIN_FILE="${ACMECRM_DRAIN_FILE-$work/drain}"

# The parallel collector costs requests less than the default on few cores, and large pages for heap and code an eighth less
# than small ones: docs/performance.md. Where the kernel has none, the virtual machine says so and goes on.
# A virtual machine without memory is neither alive nor dead: better it ends, and is started again.
JBOSS_JAVA_SIZING="-XX:+UseParallelGC -XX:+UseTransparentHugePages -Xmx${SERVER_HEAP:-1g} -XX:+ExitOnOutOfMemoryError"
export JBOSS_JAVA_SIZING="$JBOSS_JAVA_SIZING -Djava.io.tmpdir=$work ${SERVER_JVM_OPTIONS:-}"
# So that it hands signals on.
export LAUNCH_JBOSS_IN_BACKGROUND=true

status=0
run_draining "$wildfly/bin/standalone.sh" "-Djboss.server.base.dir=$work/standalone" \
  "-Djboss.server.log.dir=${SERVER_LOG_FOLDER:-$work/logs}" || status=$?
exit "$status"
