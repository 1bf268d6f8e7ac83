# Sourced: a PostgreSQL cluster of our own, run by an unprivileged user on a free loopback port, gone afterwards.

# The folder of initdb and pg_ctl, which Debian keeps off the PATH.
postgres_programs() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort --version-sort --reverse); do
        [ -x "$folder/initdb" ] && echo "$folder" && return
    done
    folder=$(command -v initdb) && dirname "$folder"
}

# PostgreSQL refuses to run as root.
as_postgres_user() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u "$(id -un postgres 2>/dev/null || echo nobody)" -- "$@")
    else
        (cd / && "$@")
    fi
}

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

# prepare_cluster HOME: an empty cluster in HOME/data, whose superuser has the password of HOME/password.
prepare_cluster() {
    if [ "$(id -u)" = 0 ]; then
        chown -R "$(id -un postgres 2>/dev/null || echo nobody)" "$1"
    fi
    as_postgres_user "$(postgres_programs)/initdb" --pgdata "$1/data" --username delos --encoding UTF8 \
        --locale C.UTF-8 --auth scram-sha-256 --pwfile "$1/password"
}

# start_cluster HOME PORT [SETTING=VALUE…]
start_cluster() {
    local home=$1 port=$2 setting
    local options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300"
    for setting in "${@:3}"; do
        options+=" -c $setting"
    done
    as_postgres_user "$(postgres_programs)/pg_ctl" --pgdata "$home/data" --log "$home/data/server.log" \
        --options "$options" --wait start
}

# start_postgres [SETTING=VALUE…]: exports DELOS_TEST_POSTGRES, the address of an empty cluster's superuser.
# A cluster given in that variable is used as it is.
start_postgres() {
    if [ -n "${DELOS_TEST_POSTGRES:-}" ]; then
        return
    fi
    local password port
    postgres_home=$(mktemp -d -t delos-postgres.XXXXXX)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    port=$(free_port)
    printf '%s\n' "$password" >"$postgres_home/password"
    prepare_cluster "$postgres_home" >"$postgres_home.log" ||
        stop "PostgreSQL could not be prepared: $(cat "$postgres_home.log")"
    start_cluster "$postgres_home" "$port" "$@" >>"$postgres_home.log" ||
        stop "PostgreSQL did not start: $(cat "$postgres_home.log" "$postgres_home/data/server.log")"
    export DELOS_TEST_POSTGRES="postgres://delos:$password@127.0.0.1:$port/postgres"
}

stop_postgres() {
    if [ -z "${postgres_home:-}" ]; then
        return
    fi
    as_postgres_user "$(postgres_programs)/pg_ctl" --pgdata "$postgres_home/data" --mode immediate stop >/dev/null 2>&1 ||
        true
    rm -rf "$postgres_home" "$postgres_home.log"
}
