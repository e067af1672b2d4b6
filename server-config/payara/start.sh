#!/bin/sh
# Runs the service on Payara until TERM, then lets it drain. README.md beside this file tells how, and all variables.
#
#   start.sh PAYARA WAR      PAYARA is Payara Micro's jar, or the folder of a Payara Server. Beside NAME.war there is the
#                            library for Payara that the build has made with it, NAME-payara.jar
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=../drain.sh
. "$here/../drain.sh"

if [ $# -ne 2 ] || [ ! -e "$1" ] || [ ! -f "$2" ] || [ ! -f "${2%.war}-payara.jar" ]; then
  echo "usage: $0 payara-micro.jar|payara6-folder acmecrm-integration.war" >&2
  echo "       acmecrm-integration-payara.jar must be in the folder of the WAR" >&2
  exit 64
fi
payara=$1
war=$(CDPATH='' cd -- "$(dirname -- "$2")" && pwd)/$(basename -- "$2")
library=${war%.war}-payara.jar

# All that is written. New with each start: Payara would deploy what it finds of an earlier one.
work=$(mktemp -d "${TMPDIR:-/tmp}/acmecrm.XXXXXX")
trap 'rm -rf "$work"' EXIT
export SERVER_LOG_FOLDER="${SERVER_LOG_FOLDER:-$work/logs}"
export ACMECRM_DRAIN_FILE="${ACMECRM_DRAIN_FILE-$work/drain}"

# The parallel collector costs requests less than the default on few cores, and large pages for heap and code an eighth less
# than small ones: docs/performance.md. Where the kernel has none, the virtual machine says so and goes on.
# A virtual machine without memory is neither alive nor dead: better it ends, and is started again.
# The JSON provider's name spares Payara a search through all its jars with each token that it checks.
flags="-XX:+UseParallelGC -XX:+UseTransparentHugePages -Xmx${SERVER_HEAP:-1g} -XX:+ExitOnOutOfMemoryError
  -Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl -Djava.io.tmpdir=$work ${SERVER_JVM_OPTIONS:-}"

http=configs.config.server-config.network-config.protocols.protocol.http-listener.http
virtual=configs.config.server-config.http-service.virtual-server.server
{
  cat "$here/pre-boot.asadmin"
  # Payara takes no variables here.
  echo "set $http.compression=${SERVER_COMPRESSION:-off}"
  echo "set $virtual.access-logging-enabled=${SERVER_ACCESS_LOG:-off}"
} >"$work/pre-boot.asadmin"

if [ -f "$payara" ]; then
  # --nohazelcast and not --nocluster: the two together start Hazelcast again.
  # shellcheck disable=SC2086 # flags are many
  set -- "${JAVA_HOME:+$JAVA_HOME/bin/}java" $flags -jar "$payara" --nohazelcast \
    --addlibs "$library" --prebootcommandfile "$work/pre-boot.asadmin" --contextroot / --deploy "$war"
else
  mkdir "$work/domains"
  cp -R "$payara/glassfish/domains/domain1" "$work/domains/"
  cp "$library" "$work/domains/domain1/lib/"
  # Payara adds this element when it first needs it, and locks itself up if that is while it deploys. REMOTE: it starts no
  # broker, which would listen, too.
  jms='<jms-service type="REMOTE" default-jms-host="none"><jms-host name="none" host="localhost" port="7676"/></jms-service>'
  domain=glassfish/domains/domain1/config/domain.xml
  sed "s|<config name=\"server-config\">|&$jms|" "$payara/$domain" >"$work/${domain#glassfish/}"
  sed 's/\.http-listener\./.http-listener-1./' "$work/pre-boot.asadmin" "$here/pre-boot-server.asadmin" \
    >"$work/pre-boot-server.asadmin"
  echo "deploy --name acmecrm-integration --contextroot / $war" >"$work/post-boot.asadmin"
  # What asadmin would run, an argument a line. It is run here, so that signals and the status are the server's.
  "$payara/bin/asadmin" start-domain --domaindir "$work/domains" --dry-run \
    --prebootcommandfile "$work/pre-boot-server.asadmin" --postbootcommandfile "$work/post-boot.asadmin" domain1 \
    >"$work/command"
  set --
  while IFS= read -r argument; do
    case $argument in
      */bin/java)
        # shellcheck disable=SC2086
        set -- "$argument" $flags
        ;;
      -Xm* | -XX:*) ;; # memory and collector are chosen above
      '') break ;; # a word of its own follows
      *) [ $# -eq 0 ] || set -- "$@" "$argument" ;;
    esac
  done <"$work/command"
fi

status=0
run_draining "$@" || status=$?
exit "$status"
