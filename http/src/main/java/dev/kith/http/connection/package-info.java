/** HTTP/1.1 connections of Vert.x servers, the same at the front door and at each service. */
@NullMarked
package dev.kith.http.connection;

import org.jspecify.annotations.NullMarked;
