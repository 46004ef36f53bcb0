/// Graph to Graph passes that make programs better.
package dev.strobe.fusion;
