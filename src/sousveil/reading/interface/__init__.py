"""Compiled interfaces: translations and resources that programs bring along in forms of their own."""
