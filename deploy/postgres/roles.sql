-- Roles and database of Sandhi, as a superuser: psql -v password="'…'" -f roles.sql
-- The owner makes schemas and brings them to shape; nobody signs in as it. The service signs in, owns nothing, and may
-- only add to what must only grow: texts, versions, acts, the record. It steps into the owner's role for migrations alone.
create role sandhi_owner nologin;
create role sandhi login noinherit password :password connection limit 80 in role sandhi_owner;
create database sandhi owner sandhi_owner encoding 'UTF8' locale 'C' template template0;
revoke connect on database sandhi from public;
grant connect on database sandhi to sandhi;

-- What a standby follows the primary as.
create role sandhi_standby login replication password :password;
