// The entry point's former name, for deployments that still start it.
import './main.js';
