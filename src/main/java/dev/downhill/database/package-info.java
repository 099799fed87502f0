/** PostgreSQL: connections, tables, transactions, and this process among those that share the database. */
@NullMarked
package dev.downhill.database;

import org.jspecify.annotations.NullMarked;
