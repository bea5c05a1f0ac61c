# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Rows by the million for measurements of growth, written past the API, which would take hours:
copies of what was made through it, under other ids and names. The statements are the same for both
engines; what they differ in is their Loader."""
import sqlite3
import uuid

from scenarios import PEOPLE as NAMES
from scenarios import person_name

LICENSES_EACH = 10  # of each person that is added
PEOPLE_EACH = 10  # in each organization that is added
ORGANIZATIONS, PEOPLE, PROFILES, SUBSCRIPTIONS = range(1, 5)  # kinds of ids


def some_id(kind, number):
    """A UUID of version 7 in the order of the numbers, as if one was made each millisecond."""
    scattered = number * 2654435761 & 0xFFFFFFFF
    return ((0x018000000000 + number << 80) + (7 << 76) + (2 << 62) + (kind << 48) +
            scattered).to_bytes(16, "big")


class SqliteLoader:
    def __init__(self, file):
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.create_function("some_id", 2, some_id, deterministic=True)
        self.connection.create_function("name_of", 1, person_name, deterministic=True)
        # Nothing of this has to survive a crash.
        for setting in ("synchronous = off", "cache_size = -1000000", "foreign_keys = off"):
            self.connection.execute(f"pragma {setting}")
        self.connection.execute("begin")

    @staticmethod
    def literal(text):
        return f"x'{uuid.UUID(text).hex}'"

    def columns(self, table):
        return [row[1] for row in self.connection.execute(f"pragma table_info({table})")]

    def run(self, sql):
        self.connection.execute(sql)

    def finish(self):
        self.connection.execute("commit")
        self.connection.close()


class PostgresLoader:
    """Collects what is to be done, for one session of the cluster's owner."""

    FUNCTIONS = """
        set session_replication_role = replica;  -- foreign keys hold by construction
        set synchronous_commit = off;
        create function some_id(kind bigint, number bigint) returns uuid language sql immutable as
          $$ select cast(lpad(to_hex(1649267441664 + number), 12, '0') || '7000800' || kind ||
             '0000' || lpad(to_hex(number * 2654435761 & 4294967295), 8, '0') as uuid) $$;
        create function instr(text, text) returns int language sql immutable as
          $$ select strpos($1, $2) $$;
        create function name_of(number bigint) returns text language sql immutable as
          $$ select (array[{names}])[1 + number % {count}] $$;
        """
    END = """
        drop function name_of;
        drop function instr;
        drop function some_id;
        """

    def __init__(self, ask):
        """ask(SQL) runs it and returns what it prints."""
        self.ask = ask
        names = [person_name(n) for n in range(NAMES)]
        self.script = self.FUNCTIONS.format(names=", ".join(f"'{name}'" for name in names),
                                            count=len(names))

    @staticmethod
    def literal(text):
        return f"cast('{text}' as uuid)"

    def columns(self, table):
        return self.ask("select column_name from information_schema.columns where table_name = "
                        f"'{table}' order by ordinal_position").split()

    def run(self, sql):
        self.script += sql + ";\n"

    def finish(self):
        self.ask(self.script + self.END)


class Crowd:
    """Makes the organization larger that this person and this subscription are of, or gives it
    neighbors like itself."""

    def __init__(self, loader, person, subscription):
        self.loader = loader
        self.person, self.subscription = map(loader.literal, (person, subscription))
        self.org = f"(select org_id from user_account where id = {self.person})"
        self.next = 1

    def level(self):
        """Gives the people who are there already as many licenses as the others will have."""
        here = f"org_id = {self.org}"
        self.assign(self.add_other_pools(f"(select count(*) from user_account where {here})"),
                    f"u.{here}")

    def grow(self, assignments):
        """People who hold ten licenses each: one of the subscription that everybody has, the
        others of nine more of another product."""
        count = assignments // LICENSES_EACH
        people = self.add_people(count, "t.org_id")
        self.widen(count)
        self.assign(f"s.id = {self.subscription}", people)
        self.assign(self.add_other_pools(count), people)

    def add_other_pools(self, seats):
        other = "(select min(sku) from product where id <> t.product_id)"
        return self.add_pools(LICENSES_EACH - 1, seats, {
            "product_id": f"(select id from product where sku = {other})"})

    def widen(self, seats):
        self.loader.run(f"update subscription set quantity = quantity + {seats} "
                        f"where id = {self.subscription}")
        self.loader.run(f"update license_pool set total = total + {seats}, assigned = assigned + "
                        f"{seats} where subscription_id = {self.subscription}")

    def add_neighbors(self, count):
        """Organizations of ten people who hold a license each, of the first one's subscription."""
        ids = {}  # kind: number of its first id

        def of(kind, each=1):
            """The id of that kind whose turn it is, one for so many rows."""
            return f"some_id({kind}, {ids[kind]} + (n.i - {self.next}) / {each})"

        ids[ORGANIZATIONS] = self.next
        template = f"t.org_id = {self.org}"
        self.copy("organization", template, count, {
            "org_id": of(ORGANIZATIONS), "name": "'Neighbor ' || n.i"})
        self.copy("billing_account", template, count, {"org_id": of(ORGANIZATIONS)})
        ids[PEOPLE] = self.next
        people = self.add_people(count * PEOPLE_EACH, of(ORGANIZATIONS, PEOPLE_EACH))
        ids[PROFILES] = self.next
        profile = f"(select profile_id from subscription where id = {self.subscription})"
        self.copy("billing_profile", f"{template} and t.id = {profile}", count, {
            "org_id": of(ORGANIZATIONS), "id": of(PROFILES), "owner_id": self.first_person(ids),
            "payment_method_id": "t.backup_payment_method_id",  # none
            "invoice_series": "'N' || n.i", "next_invoice_number": "1"})
        self.loader.run("insert into invoice_series (series, org_id, profile_id) select "
                        "invoice_series, org_id, id from billing_profile p where "
                        + self.since("p", PROFILES, ids[PROFILES]))
        self.assign(self.add_pools(count, PEOPLE_EACH, {
            "org_id": of(ORGANIZATIONS), "profile_id": of(PROFILES),
            "purchaser_id": self.first_person(ids)}), people)

    def first_person(self, ids):
        return f"some_id({PEOPLE}, {ids[PEOPLE]} + (n.i - {self.next}) * {PEOPLE_EACH})"

    # ------------------------------------------------------------ parts

    def copy(self, table, chosen, count, changes):
        """The chosen row of t so many times, numbered on by n.i and changed in these columns."""
        columns = self.loader.columns(table)
        values = ", ".join(changes.get(column, f"t.{column}") for column in columns)
        self.loader.run(
            f"insert into {table} ({', '.join(columns)}) with recursive n(i) as (select {self.next}"
            f" union all select i + 1 from n where i + 1 < {self.next + count}) "
            f"select {values} from n cross join {table} t where {chosen}")
        self.next += count

    def since(self, table, kind, first):
        """The condition for the rows of that kind made since the number was the next one."""
        return (f"{table}.id >= some_id({kind}, {first}) and "
                f"{table}.id < some_id({kind}, {self.next})")

    def add_people(self, count, org):
        """Returns which u are theirs."""
        first = self.next
        self.copy("user_account", f"t.id = {self.person}", count, {
            "org_id": org, "id": f"some_id({PEOPLE}, n.i)", "display_name": "name_of(n.i)",
            "sort_name": "lower(name_of(n.i))", "email": "'grown' || n.i || '@example.com'"})
        theirs = self.since("u", PEOPLE, first)
        self.loader.run(
            "insert into login (email_folded, org_id, user_id, password_hash, failures, "
            "blocked_until_ms) select u.email, u.org_id, u.id, '', 0, 0 from user_account u "
            f"where {theirs}")
        for word in ("substr(u.sort_name, 1, instr(u.sort_name, ' ') - 1)",
                     "substr(u.sort_name, instr(u.sort_name, ' ') + 1)",
                     "u.email", "substr(u.email, 1, instr(u.email, '@') - 1)"):
            self.loader.run(
                f"insert into user_search_word (org_id, word, user_id, sort_name) select u.org_id, "
                f"{word}, u.id, u.sort_name from user_account u where {theirs} "
                "on conflict do nothing")
        return theirs

    def add_pools(self, count, seats, changes):
        """Subscriptions with their pools, whose seats are all taken. Returns which s they are."""
        first = self.next
        self.copy("subscription", f"t.id = {self.subscription}", count, {
            "id": f"some_id({SUBSCRIPTIONS}, n.i)", "quantity": str(seats), **changes})
        these = self.since("s", SUBSCRIPTIONS, first)
        self.loader.run(
            "insert into license_pool (org_id, subscription_id, total, assigned, version) "
            f"select s.org_id, s.id, {seats}, {seats}, 1 from subscription s where {these}")
        return these

    def assign(self, pools, people):
        self.loader.run(
            "insert into assignment (org_id, subscription_id, user_id, assigned_at_ms, "
            "assigned_by, disabled_service_plans) select s.org_id, s.id, u.id, s.created_at_ms, "
            f"s.purchaser_id, '' from subscription s join user_account u on u.org_id = s.org_id "
            f"where {pools} and {people} order by s.org_id, s.id, u.id")
